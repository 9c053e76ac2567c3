"""Who decides on a result or a later date: nobody on what is their own."""
