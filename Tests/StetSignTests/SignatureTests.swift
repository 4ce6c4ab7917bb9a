import Foundation
import Testing

@testable import StetSign

@Suite("Signatures and keys")
struct SignatureTests {
    static let message = Array("tree 0\n\nEin Satz — ein Wort.\n".utf8)

    @Test("OpenSSH accepts what a new key signs, and refuses it for another message")
    func oracleVerifies() throws {
        let scratch = try Scratch()
        let key = try SigningKey.make(atPath: scratch.path("deep/er/key"), comment: "stet")
        try scratch.write(try key.sign(Self.message).text, to: "message.sig")
        try scratch.write(Array(AllowedSigners.line(key.publicKey, for: "a@example.com").utf8), to: "allowed")
        func verify(_ message: [UInt8], namespace: String = "git") throws -> Int32 {
            try scratch.run(
                "ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "a@example.com", "-n", namespace, "-s",
                "message.sig", input: message
            ).code
        }
        #expect(try verify(Self.message) == 0)
        #expect(try verify(Self.message + [10]) != 0)
        #expect(try verify(Self.message, namespace: "file") != 0)
    }

    @Test("What OpenSSH signs is accepted, with either hash, and for its own purpose alone")
    func oracleSigns() throws {
        let scratch = try Scratch()
        _ = try scratch.key()
        let publicKey = try #require(PublicKey(text: String(decoding: scratch.read("key.pub"), as: UTF8.self)))
        for (hash, namespace) in [("sha512", "git"), ("sha256", "git"), ("sha512", "file")] {
            try scratch.write(Self.message, to: "message")
            try? FileManager.default.removeItem(atPath: scratch.path("message.sig"))
            let made = try scratch.run(
                "ssh-keygen", "-Y", "sign", "-f", "key", "-n", namespace, "-O", "hashalg=\(hash)", "message")
            #expect(made.code == 0, "\(made.output)")
            let signature = try #require(SSHSignature(text: scratch.read("message.sig")))
            #expect(signature.publicKey == publicKey)
            #expect(signature.isValid(over: Self.message) == (namespace == "git"))
            #expect(signature.isValid(over: Self.message, namespace: namespace))
            #expect(!signature.isValid(over: Self.message.dropLast()))
        }
    }

    @Test("A signature with any byte changed is none, or not valid")
    func changedSignatures() throws {
        let scratch = try Scratch()
        let key = try SigningKey(atPath: scratch.key())
        let signature = try key.sign(Self.message)
        let text = signature.text
        #expect(SSHSignature(text: text) == signature)
        for place in text.indices {
            var changed = text
            changed[place] ^= 1
            guard let read = SSHSignature(text: changed), read.publicKey == key.publicKey else { continue }
            // What says the same in other letters (unused bits) is the same signature.
            #expect(read == signature || !read.isValid(over: Self.message), "byte \(place)")
            #expect(SSHSignature(text: Array(text[..<place])) == nil || place == text.count - 1)
        }
    }

    @Test("A new key is in OpenSSH's form and nobody else can read it")
    func newKeys() throws {
        let scratch = try Scratch()
        for comment in ["", "a", "stet", "keeper@example.com"] {
            let key = try SigningKey.make(atPath: scratch.path("k\(comment.count)"), comment: comment)
            let path = scratch.path("k\(comment.count)")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let said = try scratch.run("ssh-keygen", "-y", "-f", path)
            #expect(said.output.hasPrefix(key.publicKey.text))
            #expect(try SigningKey(atPath: path).publicKey == key.publicKey)
            #expect(try scratch.run("ssh-keygen", "-l", "-f", path).output.contains(key.publicKey.fingerprint))
        }
        #expect(throws: SigningError.self) { try SigningKey.make(atPath: scratch.path("k4"), comment: "again") }
    }

    @Test("Keys that OpenSSH made are read; those of other kinds, open to others, or cut off are refused")
    func foreignKeys() throws {
        let scratch = try Scratch()
        for comment in ["", "x", "longer comment with words"] {
            let path = try scratch.key("k\(comment.count)", comment: comment)
            let key = try SigningKey(atPath: path)
            #expect(try key.sign([]).isValid(over: []))
        }
        let path = try scratch.key("shown")
        #expect(try scratch.run("chmod", "644", "shown").code == 0)
        let refusal = #expect(throws: SigningError.self) { try SigningKey(atPath: path) }
        #expect(refusal?.description.contains("hint: chmod 600") == true)
        let other = try scratch.key("ecdsa", type: "ecdsa")
        #expect(throws: SigningError.self) { try SigningKey(atPath: other) }
        #expect(throws: SigningError.self) { try SigningKey(atPath: scratch.path("none")) }
        let text = String(decoding: try scratch.read("k1"), as: UTF8.self)
        for count in 0..<(text.count - 1) { #expect(OpenSSHKey(text: String(text.prefix(count))) == nil) }
    }

    @Test("An encrypted key signs through the agent, and says what to do without one")
    func agent() throws {
        let scratch = try Scratch()
        let path = try scratch.key("locked", passphrase: "a phrase of words")
        let alone = try SigningKey(atPath: path, agentPlace: nil)
        let refusal = #expect(throws: SigningError.self) { try alone.sign(Self.message) }
        #expect(refusal?.description.contains("ssh-add") == true)

        let socket = scratch.path("agent")
        let agent = Process()
        agent.executableURL = URL(filePath: "/usr/bin/env")
        agent.arguments = ["ssh-agent", "-D", "-a", socket]
        agent.standardOutput = FileHandle.nullDevice
        agent.standardError = FileHandle.nullDevice
        try agent.run()
        // Threads of tests block signals, and children take that over: an agent would not end when it is asked to.
        defer { kill(agent.processIdentifier, SIGKILL) }
        while agent.isRunning, !FileManager.default.fileExists(atPath: socket) { usleep(1_000) }
        let key = try SigningKey(atPath: path, agentPlace: socket)
        #expect(throws: SigningError.self) { try key.sign(Self.message) }
        // The agent is given the same key without its passphrase.
        try scratch.write(scratch.read("locked"), to: "open")
        #expect(try scratch.run("chmod", "600", "open").code == 0)
        #expect(
            try scratch.run("ssh-keygen", "-q", "-p", "-P", "a phrase of words", "-N", "", "-f", "open").code == 0)
        #expect(try scratch.run("ssh-add", "-q", "open", environment: ["SSH_AUTH_SOCK": socket]).code == 0)
        #expect(try key.sign(Self.message).isValid(over: Self.message))
        let byPublicHalf = try SigningKey(atPath: path + ".pub", agentPlace: socket)
        #expect(try byPublicHalf.sign(Self.message) == key.sign(Self.message))
        #expect(throws: SigningError.self) {
            try SigningKey(atPath: path, agentPlace: scratch.path("nobody")).sign(Self.message)
        }
    }

    @Test("A key under a condition that is not understood does not count")
    func allowedSigners() throws {
        let scratch = try Scratch()
        let keys = try (0..<3).map { try SigningKey(atPath: scratch.key("k\($0)")).publicKey }
        let file = """
            # keepers

            a@example.com \(keys[0].text) comment
            \(AllowedSigners.line(keys[1], for: "b@example.com"))
            c@example.com valid-before="20200101" \(keys[2].text)
            """
        let signers = AllowedSigners(file: Array(file.utf8))
        #expect(signers.keys == [keys[0], keys[1]])
        #expect(signers.unreadLines == [6])
    }
}
