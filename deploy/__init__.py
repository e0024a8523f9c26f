"""What turns a clone into a running or tested site; standard library only: it runs before all installing."""
