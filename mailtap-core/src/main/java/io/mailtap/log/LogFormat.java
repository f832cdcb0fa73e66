package io.mailtap.log;

/// How rows are written.
public enum LogFormat {
    /// Zeek's tab-separated values with header lines.
    TSV,
    /// One JSON object per row.
    JSON
}
