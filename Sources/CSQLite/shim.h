#ifndef STET_CSQLITE_SHIM_H
#define STET_CSQLITE_SHIM_H

#include <sqlite3.h>

/*
 * SQLITE_TRANSIENT is a cast of -1, which Swift does not import. Nothing has no address, and SQLite would take it for NULL.
 */
static inline int stet_sqlite_bind_text(sqlite3_stmt *statement, int index, const void *text, int byte_count) {
	return sqlite3_bind_text(statement, index, text ? (const char *)text : "", byte_count, SQLITE_TRANSIENT);
}

static inline int stet_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int byte_count) {
	return sqlite3_bind_blob(statement, index, bytes ? bytes : "", byte_count, SQLITE_TRANSIENT);
}

/* sqlite3_db_config is variadic, which Swift cannot call. */

/* Whether the next VACUUM empties the database, however damaged it is. */
static inline int stet_sqlite_set_reset(sqlite3 *database, int is_on) {
	return sqlite3_db_config(database, SQLITE_DBCONFIG_RESET_DATABASE, is_on, (int *)0);
}

/* An index is data that others may have written: nothing in its schema may run code. */
static inline int stet_sqlite_set_defensive(sqlite3 *database) {
	int code = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
	if (code != SQLITE_OK) return code;
	return sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}

/* Made by a macro that Swift does not import. */
static const int stet_sqlite_short_read = SQLITE_IOERR_SHORT_READ;

#endif
