extension Archive {
    /// Whether any check was recorded for the article at a path on `main`, one that failed included.
    package func hasArticle(at path: String) throws -> Bool {
        try refresh()
        return journal.articles[path] != nil
    }
}
