"""Influencers, campaigns, products and brands by name or code."""
