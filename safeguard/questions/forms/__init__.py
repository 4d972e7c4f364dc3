"""What a person fills in to ask. All of it goes into the address: nothing here is personal."""
