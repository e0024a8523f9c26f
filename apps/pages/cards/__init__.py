"""The picture that stands for a page where a link to it is shown elsewhere. Must not know requests, nor who asks."""
