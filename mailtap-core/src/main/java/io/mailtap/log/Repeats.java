package io.mailtap.log;

import java.util.LinkedHashMap;
import java.util.Map;

/// What has been written of late and must not be repeated.
///
/// This is state across connections, so it is asked in the order of the log: by the log itself if
/// there is one engine, where rows are put together if there are several.
final class Repeats {
    /// What a row says, and of whom.
    ///
    /// What the JVM would make for a record's `equals` and `hashCode` is made anew in each run.
    record About(String name, String whom) {
        @Override
        public boolean equals(Object other) {
            return other instanceof About about
                    && about.name.equals(name)
                    && about.whom.equals(whom);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + whom.hashCode();
        }
    }

    private static final int MOST_REMEMBERED = 100_000;

    private final Map<About, Long> seen =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<About, Long> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    private final long suppressedNanos;

    /// @param suppressedNanos how long what has been written is not written again
    Repeats(long suppressedNanos) {
        this.suppressedNanos = suppressedNanos;
    }

    /// {@return whether a row must not be written, because one like it was of late}
    ///
    /// If not, it is remembered as written.
    boolean isRepeat(About about, long nanos) {
        Long last = seen.get(about);
        if (last != null && nanos - last < suppressedNanos) {
            return true;
        }
        seen.put(about, nanos);
        return false;
    }
}
