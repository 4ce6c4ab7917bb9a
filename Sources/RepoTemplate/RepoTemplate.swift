/// The files of `repo-template/`, from which a new archive is made.
///
/// `files` is written at build time by the EmbedTemplate plugin.
public enum RepoTemplate {}

/// One file of the template.
public struct TemplateFile: Hashable, Sendable {
    /// Relative to `repo-template/`: "rules/README.md".
    public var path: String
    public var isExecutable: Bool
    public var text: String

    public init(path: String, isExecutable: Bool, text: String) {
        self.path = path
        self.isExecutable = isExecutable
        self.text = text
    }
}
