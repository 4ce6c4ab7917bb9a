internal import ArgumentParser
internal import Foundation
internal import StetArchive
internal import StetRender

/// Writing to the two streams, and what is known of the terminal behind them.
enum StandardOutput {
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes all of `bytes`, or ends the process as a closed pipe does.
    static func write(_ bytes: [UInt8]) { write(bytes[...]) }

    static func write(_ bytes: ArraySlice<UInt8>) { writeAll(bytes, to: STDOUT_FILENO) }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The columns to write in: the terminal's own, $COLUMNS, or 80.
    static var columnCount: Int {
        var size = winsize()
        if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 80
    }
}

enum StandardInput {
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}

enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Tells a person something. What pages and file names say cannot take over the terminal, and what lets somebody in is not
    /// shown.
    static func tell(_ message: String) {
        write(shown("stet: " + message))
    }

    /// A message as it may be written.
    static func shown(_ message: String) -> String {
        VisibleText.lines(RemoteAddress.withoutSecrets(message))
    }

    /// Writes one message, ending in a line break.
    static func write(_ message: some StringProtocol, terminator: String = "\n") {
        writeAll(Array("\(message)\(terminator)".utf8)[...], to: STDERR_FILENO)
    }
}

private func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
    var rest = bytes
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 {
            if errno == EINTR || errno == EAGAIN { continue }
            // A reader that went away is no error worth a message; a full disk is.
            let failure = errno
            if failure != EPIPE, descriptor != STDERR_FILENO {
                StandardError.write("stet: cannot write the output: \(unsafe String(cString: strerror(failure)))")
            }
            Foundation.exit(ExitCode.trouble.rawValue)
        }
        rest = rest.dropFirst(count)
    }
}

/// When to colour: by default where the output is a terminal and NO_COLOR is not set (https://no-color.org).
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            StandardOutput.isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
                && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        }
    }
}

/// "1 file", "3 files".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
