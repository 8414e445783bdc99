"""The people's door: REST under `/api`, and the pages. It carries; rules stand in `engine`, queries in `store`."""
