"""Answers under other assumptions and at other times, and proof of answers that were given."""
