import Testing

@testable import StetFetch

@Suite("Addresses")
struct IPAddressTests {
    @Test(
        "Addresses of this machine, its networks and special uses are not public",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
            "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1",
            "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::127.0.0.1", "64:ff9b::a00:1",
            "64:ff9b::127.0.0.1", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::",
            "2002:808:808::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1",
            "ff02::1",
            "4000::1",
        ])
    func special(_ text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic == false)
    }

    @Test(
        "Other addresses are public, at the edges of special blocks too",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "2001:200::1", "2001:4860:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ])
    func ordinary(_ text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test("What is no address is none", arguments: ["", "localhost", "1.2.3", "1.2.3.256", ":::", "[::1", "1.2.3.4.5"])
    func none(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("An address prints in its shortest form")
    func text() {
        #expect(IPAddress("[2001:DB8:0:0::1]")?.description == "2001:db8::1")
        #expect(IPAddress("10.0.0.1")?.description == "10.0.0.1")
    }

    @Test("A block of addresses ends at any bit")
    func blocks() throws {
        let block = AddressBlock(base: try #require(IPAddress("192.168.4.0")), bitCount: 23)
        #expect(block.contains(try #require(IPAddress("192.168.5.255"))))
        #expect(!block.contains(try #require(IPAddress("192.168.6.0"))))
        #expect(!block.contains(try #require(IPAddress("::1"))))
    }
}
