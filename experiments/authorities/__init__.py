"""Reading the figures of a newer year, published by DfE, into the simulator's data."""
