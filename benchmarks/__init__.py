"""How fast the product is, beside a stock Rasa form bot on the same machine: `make bench`."""
