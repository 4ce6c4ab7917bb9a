extension JSONRenderer {
    /// `{"revisions": […]}` and a line break.
    public func revisions(_ rows: [RevisionRow]) -> String {
        document { json in
            json.object {
                $0.array("revisions") { list in
                    for row in rows {
                        list.object {
                            $0.member("number", row.number)
                            $0.member("commit", row.commit)
                            $0.member("observed", row.observed)
                            $0.member("previouslySeen", row.previouslySeen)
                            $0.member("kind", row.kind)
                            $0.member("returnsTo", row.returnsTo)
                            $0.member("title", row.title)
                            $0.member("summary", row.summary)
                            $0.member("redacted", row.redacted)
                            $0.member("damaged", row.damaged)
                        }
                    }
                }
            }
        }
    }

    /// `{"articles": […]}` and a line break.
    public func articles(_ rows: [ArticleRow]) -> String {
        document { json in
            json.object {
                $0.array("articles") { list in
                    for row in rows {
                        list.object {
                            $0.member("url", row.url)
                            $0.member("title", row.title)
                            $0.member("path", row.path)
                            $0.member("revisionCount", row.revisionCount)
                            $0.member("firstObserved", row.firstObserved)
                            $0.member("lastObserved", row.lastObserved)
                            $0.member("lastChanged", row.lastChanged)
                        }
                    }
                }
            }
        }
    }
}
