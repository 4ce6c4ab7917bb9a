internal import CICU

/// Unicode NFC. The ICU call is `unorm2_normalize`.
enum Composition {
    static func composed(_ bytes: [UInt8]) -> [UInt8] {
        // Composed text is hardly ever longer; where it is, ICU says by how much and is asked again.
        var capacity = bytes.count + 16
        while true {
            var needed: Int64 = -1
            let result = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                unsafe bytes.withUnsafeBufferPointer { source in
                    guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
                    unsafe needed = stet_icu_nfc(from, Int64(source.count), to, Int64(capacity))
                }
                count = needed >= 0 && needed <= capacity ? Int(needed) : 0
            }
            if needed < 0 { return bytes }
            if needed <= capacity { return result }
            capacity = Int(needed)
        }
    }
}
