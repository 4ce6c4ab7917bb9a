#ifndef STET_CGIT2_SHIM_H
#define STET_CGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

// git_libgit2_opts is variadic, which Swift cannot call.

static inline int stet_git2_enable_fsync(void) {
	return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

// libgit2 keeps up to 256 MB of commits and small trees of its own accord.
static inline int stet_git2_limit_cache(ssize_t byte_count) {
	return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, byte_count);
}

// It maps packs whole, and lets go of none before 8 GB.
static inline int stet_git2_limit_maps(size_t window_byte_count, size_t byte_count) {
	int code = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, window_byte_count);
	return code < 0 ? code : git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, byte_count);
}

// libgit2 refuses repositories of other users because their configuration could name programs to run. It runs none
// itself, and Stet asks it for none; an archive that a service writes is read by everybody.
static inline int stet_git2_allow_other_owners(void) {
	return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

// git_odb_write looks for an object in every pack, twice, before it writes it. A backend's own entry does not.
static inline int stet_git2_backend_write(
	git_odb_backend *backend, const git_oid *id, const void *bytes, size_t count, git_object_t kind) {
	return backend->write(backend, id, bytes, count, kind);
}

#endif
