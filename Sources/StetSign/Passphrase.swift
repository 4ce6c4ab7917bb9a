internal import FoundationEssentials
internal import StetGit

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Asking a person for a passphrase as OpenSSH's programs do: at the terminal, without showing what is typed, or by the program that
/// `$SSH_ASKPASS` names. See ssh(1), "ENVIRONMENT".
enum Passphrase {
    /// As OpenSSH asks.
    static let attemptLimit = 3
    private static let byteLimit = 1_024

    enum Source: Equatable {
        case terminal
        case program(String)
    }

    /// Whom to ask; nil where nobody is there.
    static func source(environment: [String: String], hasTerminal: Bool) -> Source? {
        let program = environment["SSH_ASKPASS"].flatMap { $0.isEmpty ? nil : Source.program($0) }
        switch environment["SSH_ASKPASS_REQUIRE"] {
        case "never": return hasTerminal ? .terminal : nil
        case "force": return program
        case "prefer": return program ?? (hasTerminal ? .terminal : nil)
        default:
            if hasTerminal { return .terminal }
            let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
            return hasDisplay ? program : nil
        }
    }

    /// Asks whoever is there; nil where nobody is, or gives none.
    @Sendable
    static func askPerson(_ question: String) throws -> [UInt8]? {
        let environment = ProcessInfo.processInfo.environment
        guard let source = source(environment: environment, hasTerminal: hasTerminal) else { return nil }
        return try ask(question, source, environment: environment)
    }

    /// Nil where whoever is asked gives none.
    static func ask(_ question: String, _ source: Source, environment: [String: String]) throws -> [UInt8]? {
        switch source {
        case .terminal: return try askAtTerminal(question)
        case .program(let program): return try ask(question, program: program, environment)
        }
    }

    /// Whether this process has a terminal of its own, whatever its output goes to.
    static var hasTerminal: Bool {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        close(terminal)
        return true
    }

    private static func ask(
        _ question: String, program: String, _ environment: [String: String]
    ) throws -> [UInt8]? {
        var output: [UInt8] = []
        let status = try ChildProcess.run(program, [question], environment: environment) { stream, piece in
            if stream == .output, output.count < byteLimit { output += piece }
        }
        guard status == 0 else { return nil }
        return Array(output.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
    }

    /// Keys come as they are typed, those that interrupt among them, so that the terminal never stays as it is set here.
    private static func askAtTerminal(_ question: String) throws -> [UInt8]? {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var before = termios()
        guard unsafe tcgetattr(terminal, &before) == 0 else { return nil }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
        guard unsafe tcsetattr(terminal, TCSAFLUSH, &hidden) == 0 else { return nil }
        defer {
            _ = unsafe tcsetattr(terminal, TCSAFLUSH, &before)
            show("\n", at: terminal)
        }
        show(question, at: terminal)
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        while answer.count < byteLimit {
            let count = unsafe read(terminal, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            switch byte {
            case Key.interrupt, Key.endOfFile: return nil
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return answer
            case Key.backspace, Key.delete:
                // Of a letter of several bytes, all.
                while let last = answer.popLast(), last & 0xC0 == 0x80 {}
            case Key.killLine: answer = []
            default: answer.append(byte)
            }
        }
        return answer
    }

    private enum Key {
        static let interrupt: UInt8 = 3
        static let endOfFile: UInt8 = 4
        static let backspace: UInt8 = 8
        static let killLine: UInt8 = 21
        static let delete: UInt8 = 127
    }

    private static func show(_ text: String, at terminal: Int32) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) }
    }
}
