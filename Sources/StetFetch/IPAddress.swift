internal import Glibc

/// An IPv4 or IPv6 address.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// 4 or 16 bytes in network order.
    package let bytes: [UInt8]

    /// - Parameter bytes: 4 or 16 bytes in network order.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == 4 || bytes.count == 16, "an address has 4 or 16 bytes")
        self.bytes = bytes
    }

    /// Reads the usual text form, an IPv6 address with or without brackets.
    package init?(_ text: String) {
        var text = text
        if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if unsafe bytes.withUnsafeMutableBytes({ unsafe inet_pton(family, text, $0.baseAddress) }) == 1 {
                self.bytes = bytes
                return
            }
        }
        return nil
    }

    /// The address that a socket is about to connect to; `nil` for anything but IPv4 and IPv6.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(unsafe address.pointee.sa_family) {
        case AF_INET:
            let inner = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self).sin_addr
            bytes = unsafe withUnsafeBytes(of: inner) { unsafe Array($0) }
        case AF_INET6:
            let inner = unsafe UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self).sin6_addr
            bytes = unsafe withUnsafeBytes(of: inner) { unsafe Array($0) }
        default:
            return nil
        }
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        _ = unsafe bytes.withUnsafeBytes { bytes in
            unsafe text.withUnsafeMutableBufferPointer { text in
                unsafe inet_ntop(family, bytes.baseAddress, text.baseAddress, socklen_t(text.count))
            }
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether anyone on the internet may run a server at this address.
    ///
    /// Everything else is refused when fetching: the machine itself, its networks, its cloud provider's metadata service,
    /// and addresses that lead there by another route. An IPv6 address that carries an IPv4 address is as public
    /// as that. Only IPv6 blocks that are in use are public, so new special blocks are refused until listed.
    ///
    /// Source: the IANA special-purpose address registries for IPv4 and IPv6.
    package var isPublic: Bool {
        if bytes.count == 4 {
            return !Self.specialIPv4.contains { $0.contains(self) }
        }
        for block in Self.carryingIPv4 where block.contains(self) {
            return IPAddress(bytes: Array(bytes[12...])).isPublic
        }
        return Self.globalIPv6.contains(self) && !Self.specialIPv6.contains { $0.contains(self) }
    }

    private static let specialIPv4: [AddressBlock] = [
        AddressBlock("0.0.0.0", 8),  // this network
        AddressBlock("10.0.0.0", 8),  // private
        AddressBlock("100.64.0.0", 10),  // carrier-grade NAT
        AddressBlock("127.0.0.0", 8),  // loopback
        AddressBlock("169.254.0.0", 16),  // link-local, cloud metadata
        AddressBlock("172.16.0.0", 12),  // private
        AddressBlock("192.0.0.0", 24),  // protocol assignments
        AddressBlock("192.0.2.0", 24),  // documentation
        AddressBlock("192.88.99.0", 24),  // 6to4 relays
        AddressBlock("192.168.0.0", 16),  // private
        AddressBlock("198.18.0.0", 15),  // benchmarks
        AddressBlock("198.51.100.0", 24),  // documentation
        AddressBlock("203.0.113.0", 24),  // documentation
        AddressBlock("224.0.0.0", 4),  // multicast
        AddressBlock("240.0.0.0", 4),  // reserved, broadcast
    ]

    /// Blocks whose last four bytes are an IPv4 address that a translator connects to.
    private static let carryingIPv4: [AddressBlock] = [
        AddressBlock("::ffff:0:0", 96),  // IPv4-mapped
        AddressBlock("64:ff9b::", 96),  // NAT64: on networks without IPv4 all of its web is here
    ]

    private static let globalIPv6 = AddressBlock("2000::", 3)

    private static let specialIPv6: [AddressBlock] = [
        AddressBlock("2001::", 23),  // protocol assignments, Teredo among them
        AddressBlock("2001:db8::", 32),  // documentation
        AddressBlock("2002::", 16),  // 6to4: carries any IPv4 address in its middle
        AddressBlock("3fff::", 20),  // documentation
    ]
}

/// Addresses with the same leading bits.
struct AddressBlock: Sendable {
    let base: IPAddress
    let bitCount: Int

    init(base: IPAddress, bitCount: Int) {
        self.base = base
        self.bitCount = min(max(bitCount, 0), base.bytes.count * 8)
    }

    fileprivate init(_ base: String, _ bitCount: Int) {
        guard let base = IPAddress(base) else { preconditionFailure("the table holds addresses: \(base)") }
        self.init(base: base, bitCount: bitCount)
    }

    func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let whole = bitCount / 8
        guard address.bytes.prefix(whole) == base.bytes.prefix(whole) else { return false }
        let rest = bitCount % 8
        return rest == 0 || (address.bytes[whole] ^ base.bytes[whole]) >> (8 - rest) == 0
    }
}
