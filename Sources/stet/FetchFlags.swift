internal import ArgumentParser
internal import StetFetch

/// How pages are fetched.
struct FetchFlags: ParsableArguments {
    @Flag(help: "Allow addresses of private networks and this machine, which are refused otherwise.")
    var allowPrivate = false

    @Option(help: "Seconds that a page may take.")
    var timeout: Int = 60

    @Option(help: ArgumentHelp("Who is asking, as the server is told.", valueName: "text"))
    var userAgent: String = FetchOptions.defaultUserAgent

    mutating func validate() throws {
        guard (1...3600).contains(timeout) else { throw ValidationError("--timeout must be 1 to 3600 seconds") }
    }

    var options: FetchOptions {
        var options = FetchOptions()
        options.allowsPrivateAddresses = allowPrivate
        options.timeout = .seconds(timeout)
        options.userAgent = userAgent
        return options
    }
}
