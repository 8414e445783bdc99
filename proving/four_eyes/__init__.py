"""Four eyes: no chain of acts lets somebody decide a step whom it leaves out."""
