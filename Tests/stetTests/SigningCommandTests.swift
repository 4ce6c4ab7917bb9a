import Foundation
import Testing

@Suite("Signing with a key under a passphrase")
struct SigningCommandTests {
    private static let phrase = "correct horse battery"

    private func prepare() throws -> Workplace {
        let work = try Workplace()
        let made = try work.run(
            "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-a", "1", "-N", Self.phrase, "-f", "key"], environment: [:])
        try #require(made.code == 0, "\(made)")
        for (name, text) in [("right", Self.phrase), ("wrong", "another one")] {
            try work.write("#!/bin/sh\necho \"$1\" >> asked\necho '\(text)'\n", to: name)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: work.folder.appending(path: name).path)
        }
        try work.write(
            "<html><head><title>Pier</title></head><body><article><h1>Pier to close</h1><p>The pier closes for repairs of its "
                + "deck and railings, the harbour office said on Monday.</p></article></body></html>", to: "page.html")
        return work
    }

    private func environment(_ program: String, in work: Workplace) -> [String: String] {
        [
            "SSH_ASKPASS": work.folder.appending(path: program).path, "SSH_ASKPASS_REQUIRE": "force",
            "SSH_AUTH_SOCK": "",
        ]
    }

    @Test("A script answers through $SSH_ASKPASS, once a command, and git accepts the signatures")
    func askpass() throws {
        let work = try prepare()
        let environment = environment("right", in: work)
        let made = try work.stet(["init", "signed", "--sign", "--key", "key"], environment: environment)
        #expect(made.code == 0 && made.output.contains("signed with the key SHA256:"), "\(made)")
        let taken = try work.stet(
            ["snapshot", "page.html", "--url", "https://example.org/pier", "--archive", "signed"],
            environment: environment)
        #expect(taken.code == 0, "\(taken)")
        let asked = try String(contentsOf: work.folder.appending(path: "asked"), encoding: .utf8).split(separator: "\n")
        #expect(asked.count == 2 && asked.allSatisfy { $0.hasPrefix("Enter passphrase for key '") }, "\(asked)")
        let folder = work.folder.appending(path: "signed").path
        for branch in ["main", "captures", "journal"] {
            let check = try work.run("/usr/bin/git", ["-C", folder, "verify-commit", branch], environment: [:])
            #expect(check.code == 0, "\(check)")
        }
        #expect(try work.stet("verify", "--archive", "signed").code == 0)
        // Without the key nothing can be recorded, and it is said before somebody tries.
        #expect(try work.stet("status", "--archive", "signed").code == 0)
        try FileManager.default.removeItem(at: work.folder.appending(path: "key"))
        let status = try work.stet("status", "--archive", "signed")
        #expect(status.code == 1 && status.output.contains("could not be signed"), "\(status)")
    }

    @Test("With a wrong passphrase, or nobody to ask, nothing is made or recorded")
    func refused() throws {
        let work = try prepare()
        let wrong = try work.stet(
            ["init", "signed", "--sign", "--key", "key"], environment: environment("wrong", in: work))
        #expect(wrong.code == 2 && wrong.message.contains("the passphrase is not the right one"), "\(wrong)")
        #expect(!FileManager.default.fileExists(atPath: work.folder.appending(path: "signed").path))
        let nobody = try work.stet(
            ["init", "signed", "--sign", "--key", "key"],
            environment: ["SSH_AUTH_SOCK": "", "SSH_ASKPASS_REQUIRE": "never", "SSH_ASKPASS": ""])
        #expect(nobody.code == 2 && nobody.message.contains("hint: give it to an agent"), "\(nobody)")
        #expect(!nobody.message.contains(Self.phrase))
    }

    @Test(
        "At a terminal it is asked for, and not shown",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "script(1) is not here"))
    func terminal() throws {
        let work = try prepare()
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "stet").path
        // A wrong one, with a letter that is taken back, then the right one.
        try work.write("wrongg\u{7F}\n\(Self.phrase)\n", to: "typed")
        // What is typed too early is thrown away, so it comes when it is asked for.
        try work.write(
            "#!/bin/sh\nwhile ! grep -q Enter seen 2>/dev/null; do sleep 0.05; done\nhead -n 1 typed\n"
                + "while [ \"$(grep -o Enter seen | wc -l)\" -lt 2 ]; do sleep 0.05; done\ntail -n 1 typed\nsleep 1\n",
            to: "type")
        try work.write(
            "sh type | script -qefc \"\(program) init signed --sign --key key\" seen >/dev/null 2>&1", to: "run")
        let answer = try work.run(
            "/usr/bin/timeout", ["60", "sh", "run"], environment: ["SSH_AUTH_SOCK": "", "SSH_ASKPASS": ""])
        let seen = try String(contentsOf: work.folder.appending(path: "seen"), encoding: .utf8)
        #expect(answer.code == 0, "\(answer) \(seen)")
        #expect(seen.contains("made an archive in") && !seen.contains("horse") && !seen.contains("wrong"), "\(seen)")
    }

    @Test("A file of another kind in the place of allowed_signers is told, and nothing is judged by it")
    func signers() throws {
        let work = try Workplace()
        let config = ["XDG_CONFIG_HOME": work.folder.appending(path: "config").path]
        #expect(try work.stet(["init", "--sign", "signed"], environment: config).code == 0)
        let wrong = try work.stet(
            "verify", "--allowed-signers", "config/stet/signing_key.pub", "--archive", "signed")
        #expect(wrong.code == 2 && wrong.output.isEmpty, "\(wrong)")
        #expect(wrong.message.contains("config/stet/signing_key.pub names no key in the form of allowed_signers"))
        let right = try work.stet("verify", "--allowed-signers", "signed/allowed_signers", "--archive", "signed")
        #expect(right.code == 0, "\(right)")
    }
}
