mod framework {
    competence_core::include_model!();
}

fn main() {
    let _ = framework::ids::profile::NOBODY;
}
