"""Reading articles and finding entities and relations in them."""
