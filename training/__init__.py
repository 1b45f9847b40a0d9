"""Training of the learnt part of the local extractor; see README.md. Needs torch."""
