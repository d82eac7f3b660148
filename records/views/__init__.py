"""Pages of the records. Every one is private: never kept in a browser."""
