"""The vocabulary and the records that cross module borders."""
