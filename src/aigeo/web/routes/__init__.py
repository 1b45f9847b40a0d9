"""One module a part of the API; each has `router`."""
