@testable import StetFetch

/// Fetches from this machine, whatever proxies the test's environment names.
func fetcher(_ change: (inout FetchOptions) -> Void = { _ in }) -> Fetcher {
    var options = FetchOptions()
    options.allowsPrivateAddresses = true
    options.timeout = .seconds(20)
    change(&options)
    return Fetcher(options: options) { _ in nil }
}

func failure(of fetcher: Fetcher, _ url: String) -> FetchError? {
    do throws(FetchError) {
        _ = try fetcher.fetchBlocking(url)
        return nil
    } catch {
        return error
    }
}
