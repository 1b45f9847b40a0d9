"""One module for each form that a document can come in."""
