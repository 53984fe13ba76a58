//! A small model to start from, which is also what the examples of the rules are made of.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../starter/", $path)))),*]
    };
}

/// The files of the starter model: path and content.
pub static FILES: &[(&str, &str)] = files![
    "framework.yaml",
    "core/cooperation.yaml",
    "leadership/leading-people.yaml",
    "digital/digital-work.yaml",
    "job-specific/records-management/cluster.yaml",
    "job-specific/records-management/keeping-records.yaml",
    "profiles/every-employee.yaml",
    "profiles/records-manager.yaml",
];
