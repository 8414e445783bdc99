"""Every way a case may go with returns, an added signer and a decision taken back, on the code that runs cases."""
