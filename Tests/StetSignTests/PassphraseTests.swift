import Foundation
import Synchronization
import Testing

@testable import StetSign

@Suite("Keys under a passphrase")
struct PassphraseTests {
    private static let message = Array("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".utf8)

    private func locked(_ text: String) throws -> EncryptedKey {
        guard case .encrypted(let key) = OpenSSHKey(text: text) else { throw SigningError("read a key", "it is open") }
        return key
    }

    @Test("What ssh-keygen encrypts is opened with its passphrase, and with no other")
    func opened() throws {
        let scratch = try Scratch()
        let phrases = ["a phrase of words", "Schlüssel ☃", String(repeating: "long ", count: 40), "x"]
        for (rounds, phrase) in zip([1, 2, 3, 16], phrases) {
            let name = "k\(rounds)"
            let made = try scratch.run(
                "ssh-keygen", "-q", "-t", "ed25519", "-a", "\(rounds)", "-N", phrase, "-C",
                String(repeating: "c", count: rounds), "-f", name)
            // It takes no shorter one than five letters.
            guard made.code == 0 else {
                #expect(phrase == "x")
                continue
            }
            let key = try locked(String(decoding: scratch.read(name), as: UTF8.self))
            let opened = try #require(key.opened(with: Array(phrase.utf8)))
            #expect(key.publicKey.isValid(opened.signature(over: Self.message), over: Self.message))
            for other in [phrase + " ", "", String(phrase.dropLast())] {
                #expect(key.opened(with: Array(other.utf8)) == nil)
            }
        }
    }

    @Test("Counter mode is openssl's, also where the counter runs over")
    func counterMode() throws {
        let scratch = try Scratch()
        let key = (0..<32).map { UInt8($0 * 7 + 1) }
        let text = (0..<100).map { UInt8($0 * 3 & 255) }
        func hex(_ bytes: [UInt8]) -> String {
            bytes.map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
        }
        for counter in [
            [UInt8](repeating: 0, count: 16), [UInt8](repeating: 255, count: 16),
            [UInt8](repeating: 1, count: 14) + [255, 254],
        ] {
            try scratch.write(text, to: "text")
            let said = try scratch.run(
                "openssl", "enc", "-aes-256-ctr", "-K", hex(key), "-iv", hex(counter), "-in", "text", "-out", "theirs")
            #expect(said.code == 0, "\(said.output)")
            for count in [0, 1, 15, 16, 17, 100] {
                let ours = KeyEncryption.crypted(Array(text.prefix(count)), key: key, counter: counter)
                #expect(try ours == Array(scratch.read("theirs").prefix(count)))
                #expect(KeyEncryption.crypted(ours, key: key, counter: counter) == Array(text.prefix(count)))
            }
        }
    }

    @Test("A person is asked when the key first signs, three times at most, and not again")
    func asked() throws {
        let scratch = try Scratch()
        #expect(
            try scratch.run("ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-N", "correct horse", "-f", "k").code == 0)
        let path = scratch.path("k")
        func key(_ answers: [String?]) throws -> (key: SigningKey, questions: @Sendable () -> [String]) {
            let holder = Holder(answers)
            let key = try SigningKey(atPath: path, agentPlace: nil) { holder.answer($0) }
            return (key, { holder.asked })
        }
        let good = try key(["wrong", "correct horse"])
        let signature = try good.key.sign(Self.message)
        #expect(signature.isValid(over: Self.message))
        let copy = good.key
        #expect(try copy.sign(Self.message) == signature)
        #expect(good.questions() == Array(repeating: "Enter passphrase for key '\(path)': ", count: 2))

        let bad = try key(["one", "two", "three", "correct horse"])
        let refusal = #expect(throws: SigningError.self) { try bad.key.sign(Self.message) }
        #expect(refusal?.reason == "the passphrase is not the right one" && bad.questions().count == 3)
        // An empty line gives up.
        let empty = try key(["", "correct horse"])
        #expect(throws: SigningError.self) { try empty.key.sign(Self.message) }
        #expect(empty.questions().count == 1)
        let nobody = try key([nil])
        let hint = #expect(throws: SigningError.self) { try nobody.key.sign(Self.message) }
        #expect(hint?.hint?.contains("ssh-add") == true && hint?.hint?.contains("$SSH_ASKPASS") == true)
    }

    private final class Holder: Sendable {
        private let state: Mutex<(rest: [String?], asked: [String])>

        init(_ answers: [String?]) { state = Mutex((answers, [])) }

        var asked: [String] { state.withLock { $0.asked } }

        func answer(_ question: String) -> [UInt8]? {
            state.withLock { state in
                state.asked.append(question)
                return state.rest.isEmpty ? nil : state.rest.removeFirst().map { Array($0.utf8) }
            }
        }
    }

    @Test("Other ciphers, and files that ask for a million rounds, are left to the agent")
    func otherCiphers() throws {
        let scratch = try Scratch()
        let made = try scratch.run(
            "ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-Z", "aes256-cbc", "-N", "a phrase", "-f", "k")
        #expect(made.code == 0, "\(made.output)")
        #expect(try !locked(String(decoding: scratch.read("k"), as: UTF8.self)).canBeOpened)
        let key = try SigningKey(atPath: scratch.path("k"), agentPlace: nil) { _ in
            Issue.record("nobody can open it")
            return []
        }
        #expect(throws: SigningError.self) { try key.sign(Self.message) }
        func options(_ rounds: UInt32, salt: [UInt8] = [1, 2, 3]) -> [UInt8] {
            var writer = SSHWriter()
            writer.string(salt)
            writer.word(rounds)
            return writer.bytes
        }
        func encryption(_ options: [UInt8]) -> KeyEncryption? {
            KeyEncryption(cipher: "aes256-ctr", derivation: "bcrypt", options: options)
        }
        #expect(encryption(options(24))?.roundCount == 24)
        for bad in [
            options(0), options(1_000_000), options(8, salt: []), options(8) + [0], Array(options(8).dropLast()),
        ] {
            #expect(encryption(bad) == nil)
        }
    }

    @Test("Whom to ask is told by the environment as for ssh")
    func sources() {
        func source(_ environment: [String: String], _ hasTerminal: Bool) -> Passphrase.Source? {
            Passphrase.source(environment: environment, hasTerminal: hasTerminal)
        }
        let program = ["SSH_ASKPASS": "/bin/ask"]
        let display = program.merging(["DISPLAY": ":0"]) { $1 }
        #expect(source([:], true) == .terminal && source([:], false) == nil)
        #expect(source(program, true) == .terminal && source(program, false) == nil)
        #expect(source(display, true) == .terminal && source(display, false) == .program("/bin/ask"))
        for (word, hasTerminal, expected) in [
            ("force", true, Passphrase.Source.program("/bin/ask")), ("force", false, .program("/bin/ask")),
            ("prefer", true, .program("/bin/ask")), ("never", true, .terminal), ("never", false, nil),
        ] {
            #expect(source(display.merging(["SSH_ASKPASS_REQUIRE": word]) { $1 }, hasTerminal) == expected)
        }
        #expect(source(["SSH_ASKPASS_REQUIRE": "force"], true) == nil)
        #expect(source(["SSH_ASKPASS_REQUIRE": "prefer"], true) == .terminal)
    }
}
