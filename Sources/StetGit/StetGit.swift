internal import CGit2

let git2Version = LIBGIT2_VERSION
