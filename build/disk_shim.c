/* Stands between a program and its disk (LD_PRELOAD), for the measuring tools beside it; nothing of it is shipped.
 *
 * CXF_DISK_FOLDER and CXF_DISK_LOG: every change to a file of that folder goes into the log as well, in the order
 * in which it was made, and every fsync once it has returned. The log is read by power_loss.py.
 * CXF_DISK_DELAY_MS: every fsync and fdatasync takes that much longer, as on a slow or busy disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MOST_FILES 4096
#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char folder[PATH_MAX];
static char *known[MOST_FILES];
static int log_file = -1;
static long delay_ms = 0;
static long syncs = 0;

/* How many fsyncs passed through here; proves that the program's disk is really behind this. */
long cxf_syncs(void) { return __atomic_load_n(&syncs, __ATOMIC_SEQ_CST); }

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("CXF_DISK_FOLDER"), *log = getenv("CXF_DISK_LOG"), *delay = getenv("CXF_DISK_DELAY_MS");
    if (delay) delay_ms = atol(delay);
    if (where && log && realpath(where, folder)) {
        int made = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (made < 0) abort();
        /* Out of the way of whoever counts on low numbers. */
        log_file = fcntl(made, F_DUPFD_CLOEXEC, 1000);
        REAL(close)(made);
    }
}

/* The name inside the folder, or NULL for what is elsewhere; the folder itself is ".". */
static const char *inside(const char *path, char *room) {
    char parent[PATH_MAX];
    if (log_file < 0 || !path || strlen(path) >= PATH_MAX) return NULL;
    if (!realpath(path, room)) {
        strcpy(parent, path);
        char *slash = strrchr(parent, '/');
        const char *name = slash ? slash + 1 : path;
        if (slash) *slash = 0;
        if (!realpath(slash ? (*parent ? parent : "/") : ".", room)) return NULL;
        if (strlen(room) + strlen(name) + 2 > PATH_MAX) return NULL;
        strcat(strcat(room, "/"), name);
    }
    size_t length = strlen(folder);
    if (strncmp(room, folder, length)) return NULL;
    if (!room[length]) return ".";
    return room[length] == '/' ? room + length + 1 : NULL;
}

static void put(const void *data, size_t size) {
    const char *from = data;
    while (size) {
        ssize_t done = REAL(write)(log_file, from, size);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) abort();
        from += done;
        size -= (size_t)done;
    }
}

static void note(char what, const char *name, int64_t place, const void *data, uint32_t size) {
    int kept = errno;
    struct __attribute__((packed)) { char what; uint16_t length; int64_t place; uint32_t size; } head = {
        what, (uint16_t)strlen(name), place, size};
    put(&head, sizeof head);
    put(name, head.length);
    put(data, size);
    errno = kept;
}

static const char *name_of(int fd) { return fd >= 0 && fd < MOST_FILES ? known[fd] : NULL; }

static int opened(int fd, const char *path, int flags, int was_there) {
    char room[PATH_MAX];
    const char *name = fd >= 0 ? inside(path, room) : NULL;
    if (!name) return fd;
    if (fd >= MOST_FILES) abort();
    free(known[fd]);
    known[fd] = strdup(name);
    if ((flags & O_CREAT) && !was_there) note('C', name, 0, "", 0);
    if (was_there && (flags & O_TRUNC)) note('T', name, 0, "", 0);
    return fd;
}

#define OPEN(function)                                                       \
    int function(const char *path, int flags, ...) {                         \
        va_list more;                                                        \
        va_start(more, flags);                                               \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                        \
        if (log_file < 0) return REAL(function)(path, flags, mode);          \
        pthread_mutex_lock(&lock);                                           \
        int was_there = access(path, F_OK) == 0;                             \
        int fd = opened(REAL(function)(path, flags, mode), path, flags, was_there); \
        pthread_mutex_unlock(&lock);                                         \
        return fd;                                                           \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(function)                                                     \
    int function(int at, const char *path, int flags, ...) {                 \
        va_list more;                                                        \
        va_start(more, flags);                                               \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                        \
        if (log_file < 0 || (at != AT_FDCWD && *path != '/')) return REAL(function)(at, path, flags, mode); \
        pthread_mutex_lock(&lock);                                           \
        int was_there = access(path, F_OK) == 0;                             \
        int fd = opened(REAL(function)(at, path, flags, mode), path, flags, was_there); \
        pthread_mutex_unlock(&lock);                                         \
        return fd;                                                           \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (name_of(fd)) {
        free(known[fd]);
        known[fd] = NULL;
    }
    int done = REAL(close)(fd);
    pthread_mutex_unlock(&lock);
    return done;
}

#define WRITING(before, call, place, data)                                   \
    pthread_mutex_lock(&lock);                                               \
    const char *name = name_of(fd);                                          \
    int64_t at = name ? (before) : 0;                                        \
    ssize_t done = call;                                                     \
    if (name && done > 0) note('W', name, place, data, (uint32_t)done);      \
    pthread_mutex_unlock(&lock);                                             \
    return done;

ssize_t write(int fd, const void *data, size_t size) {
    WRITING((fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR),
            REAL(write)(fd, data, size), at, data)
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    WRITING(place, REAL(pwrite)(fd, data, size, place), at, data)
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    WRITING(place, REAL(pwrite64)(fd, data, size, place), at, data)
}

/* What nobody here is known to use; were it used on our files, the log would not be whole. Names with a dot in front
 * are folders of rehearsals, and shared memory is made anew by whoever opens the file next. */
static void must_not(int fd, const char *what) {
    const char *name = name_of(fd);
    if (!name || *name == '.' || (strlen(name) > 4 && !strcmp(name + strlen(name) - 4, "-shm"))) return;
    fprintf(stderr, "disk_shim: %s of %s is not in the log\n", what, name);
    abort();
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    must_not(fd, "writev");
    return REAL(writev)(fd, parts, count);
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t size) {
    ssize_t (*call)(int, int, off64_t *, size_t) = real("sendfile64");
    must_not(to, "sendfile");
    return call(to, from, place, size);
}
ssize_t sendfile(int to, int from, off_t *place, size_t size) { return sendfile64(to, from, place, size); }
void *mmap64(void *where, size_t size, int rights, int flags, int fd, off64_t place) {
    if ((flags & MAP_SHARED) && (rights & PROT_WRITE)) must_not(fd, "mmap");
    return REAL(mmap64)(where, size, rights, flags, fd, place);
}
void *mmap(void *where, size_t size, int rights, int flags, int fd, off_t place) {
    return mmap64(where, size, rights, flags, fd, place);
}

static int cut(int fd, int64_t size, int done) {
    if (done == 0 && name_of(fd)) note('T', name_of(fd), size, "", 0);
    return done;
}
#define LOCKED(type, call)             \
    pthread_mutex_lock(&lock);         \
    type done = call;                  \
    pthread_mutex_unlock(&lock);       \
    return done;
int ftruncate(int fd, off_t size) { LOCKED(int, cut(fd, size, REAL(ftruncate)(fd, size))) }
int ftruncate64(int fd, off64_t size) { LOCKED(int, cut(fd, size, REAL(ftruncate64)(fd, size))) }

/* Room that is asked for ahead: the file grows by zeros. */
static int grown(int fd, int64_t place, int64_t size, int done) {
    if (done == 0 && name_of(fd)) note('A', name_of(fd), place + size, "", 0);
    return done;
}
int posix_fallocate(int fd, off_t place, off_t size) {
    LOCKED(int, grown(fd, place, size, REAL(posix_fallocate)(fd, place, size)))
}
int posix_fallocate64(int fd, off64_t place, off64_t size) {
    LOCKED(int, grown(fd, place, size, REAL(posix_fallocate64)(fd, place, size)))
}

static int synced(int fd, int (*call)(int)) {
    if (delay_ms) {
        struct timespec span = {delay_ms / 1000, delay_ms % 1000 * 1000000};
        nanosleep(&span, NULL);
    }
    __atomic_add_fetch(&syncs, 1, __ATOMIC_SEQ_CST);
    int done = call(fd);
    pthread_mutex_lock(&lock);
    if (done == 0 && name_of(fd)) note('S', name_of(fd), 0, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static int removed(const char *name, int done) {
    if (done == 0 && name) note('U', name, 0, "", 0);
    return done;
}
int unlink(const char *path) {
    char room[PATH_MAX];
    LOCKED(int, ({ const char *name = inside(path, room); removed(name, REAL(unlink)(path)); }))
}
int unlinkat(int at, const char *path, int flags) {
    char room[PATH_MAX];
    int ours = !(flags & AT_REMOVEDIR) && (at == AT_FDCWD || *path == '/');
    LOCKED(int, ({ const char *name = ours ? inside(path, room) : NULL; removed(name, REAL(unlinkat)(at, path, flags)); }))
}

static int moved(const char *from, const char *to, int done) {
    if (done == 0 && from && to) note('R', from, 0, to, (uint32_t)strlen(to));
    else if (done == 0 && (from || to)) abort();
    return done;
}
int rename(const char *from, const char *to) {
    char room_from[PATH_MAX], room_to[PATH_MAX];
    LOCKED(int, ({
        const char *old = inside(from, room_from), *new = inside(to, room_to);
        moved(old, new, REAL(rename)(from, to));
    }))
}
