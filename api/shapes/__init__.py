"""What goes over the wire: answers and bodies, one module a noun."""
