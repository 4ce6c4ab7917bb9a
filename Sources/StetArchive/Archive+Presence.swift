extension Archive {
    /// Whether any check was recorded for the article at a path on `main`, one that failed included.
    package func hasArticle(at path: String) throws -> Bool {
        try asking { index, line in try index.place(of: path, on: line) != nil }
    }
}
