"""The roster of outlets: newspapers, broadcasters, pages and loudspeakers, and what they agreed."""
