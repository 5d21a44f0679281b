"""Which spans are one block, and what a block prints."""
