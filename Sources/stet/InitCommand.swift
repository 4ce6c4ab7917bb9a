internal import ArgumentParser
internal import Foundation
internal import StetArchive

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an archive: an ordinary git repository.",
        discussion: """
            The folder must be new or empty. It gets a README for the archive's readers, a folder for rules, and hooks \
            that refuse rewriting history.

            With --sign every commit is signed with an Ed25519 key, and the archive's file allowed_signers says with \
            which, so that `git verify-commit` and `stet verify` can check them. The key is \
            ~/.config/stet/signing_key ($XDG_CONFIG_HOME), made when there is none; it never is in the archive. An \
            archive that exists already is signed from then on.

            A key under a passphrase is used through ssh-agent ($SSH_AUTH_SOCK), or asks for its passphrase whenever a command \
            records: at the terminal, or by the program that $SSH_ASKPASS names ($SSH_ASKPASS_REQUIRE=force for scripts).
            """)

    @Argument(help: "The folder to make; else --archive, $STET_ARCHIVE, or the current one.")
    var folder: String?

    @Flag(help: "Sign everything that is recorded.")
    var sign = false

    @Option(
        name: [.customLong("signing-key"), .customLong("key")],
        help: ArgumentHelp(
            "Sign with this Ed25519 key of OpenSSH, such as ~/.ssh/id_ed25519.", valueName: "file"))
    var signingKey: String?

    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let target = folder ?? archive.named ?? "."
        guard sign || signingKey != nil else {
            let archive = try Archive.create(at: target, now: .now)
            return report("made an archive in \(archive.folder)", next: target)
        }
        let path = try keyPath()
        let key = try Archive.prepareKey(atPath: path)
        let existing = FileManager.default.fileExists(atPath: target + "/.git") ? try Archive.open(at: target) : nil
        try existing?.beginSigning(withKeyAt: path, at: .now)
        let archive = try existing ?? Archive.create(at: target, now: .now, signingKeyPath: path)
        report(
            (existing == nil
                ? "made an archive in \(archive.folder), signed" : "\(archive.folder) is signed from now on")
                + " with the key \(key.fingerprint)\n"
                + (key.isNew
                    ? "the key was made: \(path); keep a copy of it where nobody else can read it"
                    : "the key: \(path)"),
            next: target)
    }

    private func report(_ text: String, next target: String) {
        StandardOutput.write("\(text)\nnext: stet snapshot https://… --archive \(target)\n")
    }

    /// The key that was named, which must be there, or the user's own for archives.
    private func keyPath() throws -> String {
        if let signingKey {
            let path = URL(filePath: signingKey).standardizedFileURL.path
            guard FileManager.default.fileExists(atPath: path) else {
                throw Trouble(
                    "there is no signing key \(signingKey)",
                    hint: "leave out --signing-key, and one is made; or `ssh-keygen -t ed25519 -f \(signingKey)`")
            }
            return path
        }
        let environment = ProcessInfo.processInfo.environment
        let named = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let folder = named ?? environment["HOME"].map({ $0 + "/.config" }) else {
            throw Trouble(
                "cannot tell where to keep the signing key: $HOME is not set", hint: "name one: --signing-key")
        }
        return folder + "/stet/signing_key"
    }
}
