fn main() -> Result<(), competence_build::Error> {
    competence_build::embed("../../model")?;
    // What assessments were made against before.
    competence_build::embed_as("released", "../../model/releases/1.0.0.json")
}
