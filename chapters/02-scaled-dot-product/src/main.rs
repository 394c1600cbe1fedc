fn main() {
    print!("{}", ch02_scaled_dot_product::worked::report());
    println!("{}", ch02_scaled_dot_product::worked::facts());
}
