internal import CFuzzDriver
internal import Foundation

// libFuzzer under SwiftPM: the flags stand on compile and link, and the program hands its own test to the driver.
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
    LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        Laws.check(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    })
