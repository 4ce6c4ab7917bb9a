#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Another program, run to its end. What it writes is taken while it runs.
package enum ChildProcess {
    package enum Stream {
        case output, error
    }

    private static let pieceByteCount = 1 << 16
    /// `POSIX_SPAWN_SETSID`, which glibc shows to C programs alone that ask for GNU's names.
    #if canImport(Darwin)
        private static let newSession: Int16 = 0x400
    #else
        private static let newSession: Int16 = 0x80
    #endif

    /// Runs a program that is looked for in the folders of `PATH`, in the process group of this one: what interrupts one
    /// interrupts both, and the program may ask the person at the terminal.
    ///
    /// When `take` throws, the program is ended and the error passed on.
    ///
    /// - Parameter lock: Held by the program too, and what it starts: should this process die, until they are done.
    /// - Returns: The program's exit code; 128 and the signal's number where a signal ended it.
    package static func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: [UInt8] = [],
        sharing lock: FileLock.Share? = nil, take: (Stream, ArraySlice<UInt8>) throws -> Void
    ) throws -> Int32 {
        let operation = "run \(program)"
        let (standardInput, output, error) = (try Ends(operation), try Ends(operation), try Ends(operation))
        let process = try unsafe spawn(program, arguments, environment, operation) { actions in
            let streams = [standardInput.first, output.second, error.second]
            var codes = streams.indices.map { index in
                unsafe posix_spawn_file_actions_adddup2(&actions, streams[index], Int32(index))
            }
            // Onto itself: it is then not closed.
            if let file = lock?.file { codes.append(unsafe posix_spawn_file_actions_adddup2(&actions, file, file)) }
            return codes
        }
        standardInput.closeFirst()
        output.closeSecond()
        error.closeSecond()
        do {
            try exchange(input, standardInput, output, error, take)
        } catch {
            kill(process, SIGTERM)
            _ = end(of: process)
            throw error
        }
        return end(of: process)
    }

    /// Two sockets tied to each other, closed when nobody holds them. Unlike a pipe, they are closed in other children from the
    /// start, and writing to one that nobody reads any more can be had without a signal.
    private final class Ends {
        private(set) var first: Int32 = -1
        private(set) var second: Int32 = -1

        init(_ operation: String) throws {
            var ends: [Int32] = [-1, -1]
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Files.failure(operation) }
            (first, second) = (ends[0], ends[1])
        }

        func closeFirst() {
            if first >= 0 { close(first) }
            first = -1
        }

        func closeSecond() {
            if second >= 0 { close(second) }
            second = -1
        }

        deinit {
            closeFirst()
            closeSecond()
        }
    }

    /// Starts a program that outlives this one: in a session of its own, away from the terminal, with nothing to read and
    /// nobody to read what it writes.
    package static func startAlone(
        _ program: String, _ arguments: [String], environment: [String: String]
    ) throws {
        let operation = "start \(program)"
        var attributes = posix_spawnattr_t()
        guard unsafe posix_spawnattr_init(&attributes) == 0 else { throw Files.failure(operation) }
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        guard unsafe posix_spawnattr_setflags(&attributes, newSession) == 0 else {
            throw Files.failure(operation)
        }
        _ = try unsafe spawn(program, arguments, environment, operation, &attributes) { actions in
            (0..<3).map { unsafe posix_spawn_file_actions_addopen(&actions, $0, "/dev/null", O_RDWR, 0) }
        }
    }

    /// - Parameter prepare: Says which files the program gets; answers with the codes of what it called.
    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String], _ operation: String,
        _ attributes: UnsafePointer<posix_spawnattr_t>? = nil,
        _ prepare: (inout posix_spawn_file_actions_t) -> [Int32]
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { throw Files.failure(operation) }
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        guard unsafe prepare(&actions).allSatisfy({ $0 == 0 }) else { throw Files.failure(operation) }
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var settings = unsafe environment.sorted { $0.key < $1.key }.map { unsafe strdup("\($0.key)=\($0.value)") }
        unsafe settings.append(nil)
        defer { unsafe (words + settings).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let code = unsafe posix_spawnp(&process, program, &actions, attributes, &words, &settings)
        guard code == 0 else {
            let reason = unsafe String(cString: strerror(code))
            throw GitError(code == ENOENT ? .notFound : .other, operation, reason)
        }
        return process
    }

    /// Gives the program its input and takes what it writes, until it closes both outputs.
    private static func exchange(
        _ input: [UInt8], _ standardInput: Ends, _ output: Ends, _ error: Ends,
        _ take: (Stream, ArraySlice<UInt8>) throws -> Void
    ) throws {
        var rest = input[...]
        var buffer = [UInt8](repeating: 0, count: pieceByteCount)
        if rest.isEmpty { standardInput.closeSecond() }
        while output.first >= 0 || error.first >= 0 {
            // A negative descriptor is passed over.
            var states = [
                pollfd(fd: output.first, events: Int16(POLLIN), revents: 0),
                pollfd(fd: error.first, events: Int16(POLLIN), revents: 0),
                pollfd(fd: standardInput.second, events: Int16(POLLOUT), revents: 0),
            ]
            guard unsafe poll(&states, 3, -1) >= 0 || errno == EINTR else { throw Files.failure("wait for a program") }
            if states[2].revents != 0 {
                let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
                let count = unsafe rest.withUnsafeBytes {
                    unsafe send(standardInput.second, $0.baseAddress, $0.count, flags)
                }
                // One that reads no more says why by its exit code.
                if count < 0, errno != EAGAIN, errno != EINTR {
                    rest = []
                } else {
                    rest = rest.dropFirst(max(0, count))
                }
                if rest.isEmpty { standardInput.closeSecond() }
            }
            for (state, ends, stream) in [(states[0], output, Stream.output), (states[1], error, .error)]
            where state.revents != 0 {
                let count = unsafe read(ends.first, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw Files.failure("read what a program writes") }
                if count == 0 { ends.closeFirst() } else { try take(stream, buffer[..<count]) }
            }
        }
    }

    private static func end(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
