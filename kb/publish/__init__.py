"""What is made from the built site, the search aside."""
