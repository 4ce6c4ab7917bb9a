internal import Foundation
internal import Glibc

/// A small HTTP/1.1 server on a free port of the loopback interface, for tests. It stops when it is released.
///
///     let server = try LoopbackServer { request in
///         request.path == "/" ? LoopbackReply(body: "<p>Hello") : LoopbackReply(status: 404)
///     }
///     server.url("/")  // http://127.0.0.1:40123/
package final class LoopbackServer: Sendable {
    package let port: UInt16
    private let listener: Int32

    /// - Parameter reply: Answers one request; runs on a thread of its own for each connection.
    package init(reply: @escaping @Sendable (LoopbackRequest) -> LoopbackReply) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw LoopbackServerError(call: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(listener, address, size) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard isListening else { throw LoopbackServerError(call: "bind", code: errno) }
        self.listener = listener
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread {
                    Self.serve(connection, reply)
                    close(connection)
                }
            }
            close(listener)
        }
    }

    deinit {
        // Wakes the thread that accepts, which then closes the socket: closed here, its number might be another's by then.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    package func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func serve(_ connection: Int32, _ reply: (LoopbackRequest) -> LoopbackReply) {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            while !received.containsHeaderEnd {
                let count = unsafe recv(connection, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                received += buffer[..<count]
                // The greeting of a TLS client, which would wait for ours.
                if received.first == 0x16 { return }
            }
            guard let request = LoopbackRequest(received) else { return }
            received = []
            let answer = reply(request)
            for piece in answer.pieces {
                switch piece {
                case .bytes(let bytes): guard send(bytes, to: connection) else { return }
                case .pause(let milliseconds): usleep(UInt32(milliseconds) * 1000)
                }
            }
            if answer.closes { return }
        }
    }

    private static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes { bytes in
                unsafe Glibc.send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

package struct LoopbackServerError: Error {
    let call: String
    let code: Int32
}

/// What a client asked.
package struct LoopbackRequest: Sendable {
    package let method: String
    package let path: String
    /// Names in lower case.
    package let headers: [String: String]

    init?(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let parts = lines.first?.split(separator: " ") ?? []
        guard parts.count == 3 else { return nil }
        method = String(parts[0])
        path = String(parts[1])
        let fields = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        headers = Dictionary(fields) { first, second in first + ", " + second }
    }
}

/// What the server sends back.
package struct LoopbackReply: Sendable {
    package enum Piece: Sendable {
        case bytes([UInt8])
        case pause(milliseconds: Int)
    }

    package var pieces: [Piece]
    /// Whether the connection ends after the answer.
    package var closes = false

    package init(pieces: [Piece], closes: Bool) {
        self.pieces = pieces
        self.closes = closes
    }

    package init(
        status: Int = 200, headers: [(String, String)] = [("Content-Type", "text/html; charset=utf-8")],
        body: [UInt8] = []
    ) {
        var head = "HTTP/1.1 \(status) Reply\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if status != 304 { head += "Content-Length: \(body.count)\r\n" }
        pieces = [.bytes(Array((head + "\r\n").utf8) + body)]
    }

    package init(body: String) {
        self.init(body: Array(body.utf8))
    }

    package static func redirect(to location: String, status: Int = 302) -> LoopbackReply {
        LoopbackReply(status: status, headers: [("Location", location)])
    }
}

extension [UInt8] {
    fileprivate var containsHeaderEnd: Bool {
        count >= 4 && suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A]
    }
}
