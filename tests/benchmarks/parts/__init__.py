"""What is measured: each module has `measure`, which yields its figures one by one."""
