"""What is decided about people outside of any case: who may set whose stand-in, what hangs on somebody who leaves."""
