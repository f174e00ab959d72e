"""What people and programs can do with orders, and the ports that it takes."""
