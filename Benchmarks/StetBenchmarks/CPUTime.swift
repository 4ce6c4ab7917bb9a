internal import Benchmark
internal import Foundation

/// CPU time of this process as the kernel counts it, in nanoseconds.
///
/// The package's own CPU metric reads /proc, which counts in steps of 10 ms: too coarse for what is measured here.
/// Wall time is no use on a machine that does other work.
enum CPUTime {
    static let metric = BenchmarkMetric.custom("CPU time (us)", polarity: .prefersSmaller, useScalingFactor: false)

    static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Adds a benchmark of `work` on what `input` makes; only `work` is measured.
func measure<Input, Output>(
    _ name: String, on input: @escaping () -> Input, work: @escaping (Input) throws -> Output
) {
    Benchmark(name) { benchmark, input in
        let start = CPUTime.now
        benchmark.startMeasurement()
        let output = try work(input)
        benchmark.stopMeasurement()
        blackHole(output)
        benchmark.measurement(CPUTime.metric, Int((CPUTime.now - start) / 1_000))
    } setup: {
        input()
    }
}
