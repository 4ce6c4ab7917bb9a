# Every target does all of its own set-up: on a bare Debian 12 with the Swift toolchain, `make demo` is the first command.
#
#   make demo     build Stet, track a changing page on a local server, show its history and diffs
#   make test     build and run all tests
#   make install  release build, command, completions and man page under PREFIX (default /usr/local)
#   make install-library  the diff engine for C programs: libstetdiff.so, its header and pkg-config file
#   make bench    benchmarks against peers; PAGES names a folder of pages to extract, PAIRS one of pairs to compare
#   make bench-large  how recording, asking, disk and memory grow up to a million versions; takes 20 minutes and 6 GB
#   make bench-recording  100,000 versions recorded in batches, beside git fast-import; VERSIONS says how many
#   make crash    kills a bulk recording at KILLS random moments (default 300) and looks whether the archive is whole
#   make full-disk  fills the disk under a bulk recording, at LEVELS random levels (default 50), and looks the same way
#   make concurrent  4 processes record into one archive and 8 read it, CONCURRENT_SECONDS long (default 20)
#   make fuzz     libFuzzer over pages, canonical files and pairs of texts, FUZZ_SECONDS long (default 60)
#   make score    quality scores on labelled data, where SCORE_DATA holds it; fails below a floor
#   make score-peers  the same pairs and scorer for other tools that compare texts, beside Stet
#   make format   format the code;  make lint  check it

PREFIX ?= /usr/local
SCORE_DATA ?= ../shared
FUZZ_SECONDS ?= 60
VERSIONS ?= 100000
KILLS ?= 300
LEVELS ?= 50
CONCURRENT_SECONDS ?= 20
SWIFT_FLAGS ?=
RELEASE_FLAGS = -c release --static-swift-stdlib --scratch-path .build-release $(SWIFT_FLAGS)
SOURCES = Package.swift Sources Tests Benchmarks

.PHONY: all demo test release install install-library bench bench-recording bench-large crash full-disk concurrent fuzz score score-peers format lint setup clean

all: demo

setup:
	@scripts/install-dependencies

demo: setup
	@echo "building stet (the first build takes a few minutes)" >&2
	@swift build --product stet $(SWIFT_FLAGS)
	@scripts/demo "$$(swift build --product stet --show-bin-path $(SWIFT_FLAGS))/stet"

test: setup
	swift test --parallel $(SWIFT_FLAGS)

release: setup
	swift build --product stet $(RELEASE_FLAGS)

install: release
	scripts/install-stet "$$(swift build --product stet --show-bin-path $(RELEASE_FLAGS))/stet" "$(PREFIX)"

# A shared library takes Swift's runtime in by another option than a program does.
install-library: LIBRARY_FLAGS = -c release -Xswiftc -static-stdlib --scratch-path .build-library $(SWIFT_FLAGS)
install-library: setup
	swift build --product stetdiff $(LIBRARY_FLAGS)
	scripts/install-library "$$(swift build --product stetdiff --show-bin-path $(LIBRARY_FLAGS))/libstetdiff.so" "$(PREFIX)"

bench: release
	scripts/install-dependencies --peers
	scripts/bench "$$(swift build --product stet --show-bin-path $(RELEASE_FLAGS))/stet" $(if $(PAGES),--pages "$(PAGES)")
	scripts/bench-diff "$$(swift build --product stet --show-bin-path $(RELEASE_FLAGS))/stet" $(if $(PAIRS),--pairs "$(PAIRS)")

bench-recording: setup
	scripts/bench-recording --versions $(VERSIONS)

bench-large: setup
	nice scripts/bench-growth --to 1000000 --plot docs/growth.svg

crash: setup
	nice scripts/crash-recording --kills $(KILLS)

full-disk: setup
	nice scripts/full-disk-recording --levels $(LEVELS)

concurrent: setup
	scripts/concurrent-recording --seconds $(CONCURRENT_SECONDS)

fuzz: setup
	nice scripts/fuzz --seconds $(FUZZ_SECONDS)

score: release
	scripts/score "$$(swift build --product stet --show-bin-path $(RELEASE_FLAGS))/stet" "$(SCORE_DATA)"

score-peers: release
	scripts/install-dependencies --peers
	scripts/score-peers --check "$(SCORE_DATA)"
	nice scripts/score-peers "$$(swift build --product stet --show-bin-path $(RELEASE_FLAGS))/stet" "$(SCORE_DATA)"

format:
	swift format --in-place --parallel --recursive $(SOURCES)

lint:
	swift format lint --strict --parallel --recursive $(SOURCES)

clean:
	rm -rf .build .build-release .build-bench .build-fuzz .bench-peers demo
