package io.mailtap.conformance;

import java.util.ArrayList;
import java.util.List;

/// Where two sequences of events part: what only Zeek has, and what only we have, between two
/// events that both have.
///
/// @param zeek Zeek's alone, in order
/// @param ours ours alone, in order
/// @param before the events that both have just before, if any
record Difference(List<Observation> zeek, List<Observation> ours, List<Observation> before) {
    /// {@return the differences of two sequences, by the shortest edit script (Myers 1986)}
    static List<Difference> between(List<Observation> zeek, List<Observation> ours) {
        List<Difference> all = new ArrayList<>();
        int start = 0;
        while (start < zeek.size()
                && start < ours.size()
                && zeek.get(start).equals(ours.get(start))) {
            start++;
        }
        int zeekEnd = zeek.size();
        int oursEnd = ours.size();
        while (zeekEnd > start
                && oursEnd > start
                && zeek.get(zeekEnd - 1).equals(ours.get(oursEnd - 1))) {
            zeekEnd--;
            oursEnd--;
        }
        List<int[]> matches = matches(zeek.subList(start, zeekEnd), ours.subList(start, oursEnd));
        matches.add(new int[] {zeekEnd - start, oursEnd - start});
        int z = start;
        int o = start;
        for (int[] match : matches) {
            int zm = start + match[0];
            int om = start + match[1];
            if (zm > z || om > o) {
                all.add(
                        new Difference(
                                List.copyOf(zeek.subList(z, zm)),
                                List.copyOf(ours.subList(o, om)),
                                List.copyOf(zeek.subList(Math.max(0, z - 3), z))));
            }
            z = zm + 1;
            o = om + 1;
        }
        return all;
    }

    private static List<int[]> matches(List<Observation> a, List<Observation> b) {
        int n = a.size();
        int m = b.size();
        List<int[]> trace = new ArrayList<>();
        int[] v = new int[2 * (n + m) + 3];
        int offset = n + m + 1;
        List<int[]> history = new ArrayList<>();
        for (int d = 0; d <= n + m; d++) {
            history.add(java.util.Arrays.copyOfRange(v, offset - d - 1, offset + d + 2));
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || k != d && v[offset + k - 1] < v[offset + k + 1];
                int x = down ? v[offset + k + 1] : v[offset + k - 1] + 1;
                while (x < n && x - k < m && a.get(x).equals(b.get(x - k))) {
                    x++;
                }
                v[offset + k] = x;
                if (x >= n && x - k >= m) {
                    walkBack(history, d, n, m, trace);
                    return trace;
                }
            }
        }
        return trace;
    }

    private static void walkBack(List<int[]> history, int last, int n, int m, List<int[]> matches) {
        int x = n;
        int y = m;
        for (int d = last; d >= 0; d--) {
            int[] v = history.get(d);
            int offset = d + 1;
            int k = x - y;
            boolean down = k == -d || k != d && v[offset + k - 1] < v[offset + k + 1];
            int previousX = d == 0 ? 0 : down ? v[offset + k + 1] : v[offset + k - 1];
            int previousY = d == 0 ? 0 : previousX - (down ? k + 1 : k - 1);
            while (x > previousX
                    && y > previousY
                    && (d == 0 || x > (down ? previousX : previousX + 1))) {
                x--;
                y--;
                matches.addFirst(new int[] {x, y});
            }
            x = previousX;
            y = previousY;
        }
    }
}
